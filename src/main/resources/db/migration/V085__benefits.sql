-- Segments give benefits, too; and what the levels that are live give stands beside them, where cards read it.
alter table segment_version add column benefits text;  -- JSON array; null: none
alter table segment add column benefits text;    -- of the live version, or of a static segment
alter table level add column benefits text;      -- of the published version; JSON array; null: none
update level l set benefits = given.benefits
from (
  select p.shop_id, p.id program, e.level ->> 'key' key, (e.level -> 'benefits')::text benefits
  from level_program p
  join level_program_version v
    on v.shop_id = p.shop_id and v.level_program_id = p.id and v.number = p.live_version
  cross join lateral jsonb_array_elements(v.terms::jsonb -> 'levels') e (level)
  where jsonb_array_length(e.level -> 'benefits') > 0
) given
where l.shop_id = given.shop_id and l.level_program_id = given.program and l.key = given.key;

-- Keys of all that the change log speaks of and that is gone, so that its events can still name it; of a tag also its group.
alter table feed_gone add column tag_group text;

create or replace function keep_key_of_tag() returns trigger
language plpgsql
set search_path from current
as $$
begin
  insert into feed_gone (shop_id, kind, subject, key, tag_group) values (old.shop_id, 'tag', old.id, old.key,
    (select key from tag_group g where g.shop_id = old.shop_id and g.id = old.group_id));
  return null;
end
$$;

create function keep_key() returns trigger
language plpgsql
set search_path from current
as $$
begin
  insert into feed_gone (shop_id, kind, subject, key) values (old.shop_id, tg_argv[0], old.id, old.key);
  return null;
end
$$;
create trigger segment_gone after delete on segment for each row execute function keep_key('segment');
create trigger layer_set_gone after delete on layer_set for each row execute function keep_key('layer');
create trigger level_program_gone after delete on level_program for each row execute function keep_key('level');

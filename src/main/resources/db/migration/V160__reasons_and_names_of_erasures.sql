-- Why a person is to be erased is told until that is done, and no longer: people write names into it. And who is erased as
-- one with another is found in the audit log by either id.
do $$
declare
  shop int;
begin
  for shop in select id from shop loop
    perform set_config('app.shop', shop::text, true);
    update erasure e set reason = null
    where e.shop_id = shop and e.reason is not null and exists (
      select from erasure d where d.shop_id = shop and d.state = 'done' and e.customer_id = any(d.customer_id || d.merged_ids));
    insert into audit_customer (shop_id, customer_id, entry_id)
    select shop, merged.id, a.id
    from erasure e cross join unnest(e.merged_ids) merged (id)
    join audit_entry a on a.shop_id = shop and a.resource = 'erasure' and a.resource_id = e.id::text
    where e.shop_id = shop
    on conflict do nothing;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;

-- Of each definition: what it is called, whom it is about,, what names a row of it, and which columns are no part of its definition, or
-- secret. What was said to be deleted is; the work of doing so is no change of it any more.
create or replace function audit_definition() returns trigger
language plpgsql security definer
set search_path from current
as $$
declare
  left_out text[] := array['shop_id', 'id', 'version', 'created_at', 'updated_at', 'deleting']
    || string_to_array(tg_argv[2], ',');
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  content jsonb := coalesce(becomes, was);
  shop int := case when tg_table_name = 'shop' then content ->> 'id' else coalesce(content ->> 'shop_id', '0') end::int;
  shop_before text := current_setting('app.shop', true);
  persons uuid[] := case when content ? 'customer_id' then
    (content ->> 'customer_id')::uuid || array(select jsonb_array_elements_text(content -> 'merged_ids')::uuid) end;
  name text;
begin
  if coalesce((was ->> 'deleting')::boolean, false) then
    if tg_op = 'DELETE' then
      return null;
    end if;
    was := case when (becomes ->> 'deleting')::boolean then was end; -- what is kept after all is there again
  elsif coalesce((becomes ->> 'deleting')::boolean, false) then
    becomes := null;
  end if;

  was := was - left_out;
  becomes := becomes - left_out;
  if was is not null and becomes is not null then
    select jsonb_object_agg(key, was -> key), jsonb_object_agg(key, becomes -> key) into was, becomes
    from jsonb_object_keys(was) key where was -> key is distinct from becomes -> key;
    if was is null then
      return null;
    end if;
  end if;
  perform set_config('app.shop', shop::text, true);
  was := as_audited(was);
  becomes := as_audited(becomes);
  if was is null or becomes is null then
    was := jsonb_strip_nulls(was);
    becomes := jsonb_strip_nulls(becomes);
  end if;
  name := name_of_audited(content, tg_argv[1]);
  perform add_audit_entry(
    shop,
    case when was is null then 'created' when becomes is null then 'deleted' else 'updated' end,
    tg_argv[0], name, was, becomes,
    persons, cardinality(persons));
  perform set_config('app.shop', coalesce(shop_before, ''), true);
  return null;
end
$$;

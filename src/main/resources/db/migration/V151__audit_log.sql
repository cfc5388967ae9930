-- Who has changed which definition, and who has read what of persons. Nothing of it is ever changed: it goes by whole
-- months, which ids of version 7 tell.
create table audit_entry (
  shop_id int not null,                          -- 0: what belongs to no shop
  id uuid not null,
  recorded_at timestamptz not null,
  actor_kind text not null,                      -- platform, api_key, person, customer, system, database
  actor text not null,
  actor_name text,                               -- of an API key; of a job who began it
  request_id text,
  operation text not null,                       -- created, updated, deleted, read, merged …
  resource text not null,
  resource_id text,
  before jsonb,                                  -- of an update only what differs
  after jsonb,
  customer_ids uuid[],                           -- the first of them
  customers int,                                 -- how many
  primary key (shop_id, id)
) partition by range (id);
-- Reads of customers, by far the most, are found by time, actor and request.
create index audit_entry_of_resource on audit_entry (shop_id, resource, resource_id, id) where resource <> 'customer';
create index audit_entry_of_actor on audit_entry (shop_id, actor, id);
create index audit_entry_of_request on audit_entry (shop_id, request_id, id);
call isolate_by_shop('audit_entry');

-- The application reads it and writes it through the functions below alone.
revoke all on audit_entry from kequn_app;
grant select on audit_entry to kequn_app;

create function refuse_change_of_audit() returns trigger
language plpgsql
as $$
begin
  raise exception 'The audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_stays before update or delete on audit_entry
  for each row execute function refuse_change_of_audit();
create trigger audit_entry_stays_whole before truncate on audit_entry
  for each statement execute function refuse_change_of_audit();

-- The lowest id of an instant, and a new one. The bits after the milliseconds are those of PostgreSQL's own uuidv7().
create function lowest_uuid(at timestamptz) returns uuid
language sql immutable strict parallel safe
as $$
  select encode(
    substring(int8send(micros / 1000) from 3) || int2send((28672 + micros % 1000 * 4096 / 1000)::smallint)
      || '\x0000000000000000'::bytea,
    'hex')::uuid
  from (select greatest(0, extract(epoch from at) * 1000000)::bigint micros) since
$$;
create function uuid_at(at timestamptz) returns uuid
language sql volatile strict parallel safe
as $$
  select encode(
    substring(uuid_send(lowest_uuid(at)) for 8) || substring(uuid_send(gen_random_uuid()) from 9), 'hex')::uuid
$$;

-- Takes what no month was made for.
create table audit_other partition of audit_entry default;
call isolate_by_shop('audit_other');
revoke all on audit_other from kequn_app;
create trigger audit_other_stays_whole before truncate on audit_other
  for each statement execute function refuse_change_of_audit();

-- Makes the months ahead, and takes off those that end before an instant; null: none. The answer names what could not be
-- done.
create function keep_audit_months(ahead int, before timestamptz) returns setof text
language plpgsql security definer
set search_path from current
set lock_timeout = '2s'
as $$
declare
  first timestamp := date_trunc('month', clock_timestamp() at time zone 'UTC');
  month timestamp;
  name text;
begin
  if not pg_try_advisory_xact_lock(75317, 2) then
    return; -- another replica is at it
  end if;
  for i in 0..ahead loop
    month := first + make_interval(months => i);
    name := 'audit_' || to_char(month, 'YYYY_MM');
    continue when to_regclass(name) is not null;
    begin
      execute format(
        'create table %I partition of audit_entry for values from (%L) to (%L)',
        name,
        lowest_uuid(month at time zone 'UTC'),
        lowest_uuid((month + interval '1 month') at time zone 'UTC'));
      call isolate_by_shop(name::regclass);
      execute format('revoke all on %I from kequn_app', name);
      execute format(
        'create trigger %I before truncate on %I for each statement execute function refuse_change_of_audit()',
        name || '_stays_whole', name);
    exception when others then
      return next name || ': ' || sqlerrm; -- what is of the month already stands in audit_other, and stays there
    end;
  end loop;

  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_entry'::regclass and c.relname ~ '^audit_\d{4}_\d\d$'
      and (to_date(substr(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
    order by c.relname
  loop
    begin
      execute format('alter table audit_entry detach partition %I', name);
      execute format('drop table %I', name);
    exception when others then
      return next name || ': ' || sqlerrm;
    end;
  end loop;
end
$$;
revoke execute on function keep_audit_months(int, timestamptz) from public;
grant execute on function keep_audit_months(int, timestamptz) to kequn_app;
select keep_audit_months(2, null);
insert into due (shop_id, kind, due_at) values (0, 'audit-log', clock_timestamp());

-- Adds an entry to the running transaction, whose settings say who is at work by which request.
create function add_audit_entry(
  shop int, operation text, resource text, resource_id text, before jsonb, after jsonb, customer_ids uuid[], customers int)
returns void
language plpgsql security definer
set search_path from current
as $$
declare
  at timestamptz := clock_timestamp();
  who text := nullif(current_setting('app.actor', true), '');
  who_kind text := split_part(coalesce(who, 'database'), ' ', 1);
  who_name text := coalesce(substr(who, length(who_kind) + 2), session_user);
  shop_before text := current_setting('app.shop', true);
begin
  perform set_config('app.shop', shop::text, true);
  insert into audit_entry (shop_id, id, recorded_at, actor_kind, actor, actor_name, request_id, operation, resource,
    resource_id, before, after, customer_ids, customers)
  values (shop, uuid_at(at), at, who_kind, who_name,
    case
      when who_kind = 'api_key' then (select k.name from api_key k where k.public_id = who_name)
      when who_name ~ '^job:[0-9a-f-]{36}$' then
        (select j.created_by from job j where j.shop_id = shop and j.id = substr(who_name, 5)::uuid)
    end,
    nullif(current_setting('app.request', true), ''), operation, resource, resource_id, before, after, customer_ids,
    customers);
  perform set_config('app.shop', coalesce(shop_before, ''), true);
end
$$;
revoke execute on function add_audit_entry(int, text, text, text, jsonb, jsonb, uuid[], int) from public;
grant execute on function add_audit_entry(int, text, text, text, jsonb, jsonb, uuid[], int) to kequn_app;

-- Adds reads of personal data of a shop: each with who it was (`kind`, `actor`), `request`, what was asked for (`by`), of how
-- many `customers`, the first `ids` of them, and how many microseconds `ago`.
create function add_audit_reads(shop int, reads jsonb) returns void
language sql security definer
set search_path from current
as $$
  insert into audit_entry (shop_id, id, recorded_at, actor_kind, actor, actor_name, request_id, operation, resource, after,
    customer_ids, customers)
  select shop, uuid_at(r.recorded), r.recorded, r.kind, r.actor, k.name, r.request, 'read', 'customer',
    jsonb_build_object('request', r.by), r.ids, r.customers
  from (
    select clock_timestamp() - ago * interval '1 microsecond' as recorded, each.*
    from jsonb_to_recordset(reads) each
      (kind text, actor text, request text, by text, ago bigint, ids uuid[], customers int)) r
  left join api_key k on r.kind = 'api_key' and k.public_id = r.actor
$$;
revoke execute on function add_audit_reads(int, jsonb) from public;
grant execute on function add_audit_reads(int, jsonb) to kequn_app;

-- What names a row: columns, joined by slashes; `table:column` is the key of the row of that table which the column names.
create function name_of_audited(content jsonb, columns text) returns text
language plpgsql
set search_path from current
as $$
declare
  each text;
  parts text[];
  found text;
begin
  foreach each in array string_to_array(columns, ',') loop
    if each like '%:%' then
      execute format('select key from %I where id = $1', split_part(each, ':', 1))
        into found using (content ->> split_part(each, ':', 2))::int;
      parts := parts || coalesce(found, content ->> split_part(each, ':', 2));
    else
      parts := parts || (content ->> each);
    end if;
  end loop;
  return array_to_string(parts, '/');
end
$$;

-- Of each definition: what it is called, what names a row of it, and which columns are no part of its definition, or
-- secret. What was said to be deleted is; the work of doing so is no change of it any more.
create function audit_definition() returns trigger
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
  customer uuid := (content ->> 'customer_id')::uuid;
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
    case when customer is not null then array[customer] end,
    case when customer is not null then 1 end);
  perform set_config('app.shop', coalesce(shop_before, ''), true);
  return null;
end
$$;

-- Addresses carry secrets in what follows the path, and of a group its key is known.
create function as_audited(content jsonb) returns jsonb
language plpgsql
set search_path from current
as $$
begin
  if content ? 'url' then
    content := content || jsonb_build_object('url', regexp_replace(content ->> 'url', '[?#].*', '?…'));
  end if;
  if content ? 'group_id' then
    content := content - 'group_id' || jsonb_build_object(
      'group_key', (select key from tag_group where id = (content ->> 'group_id')::int));
  end if;
  return content;
end
$$;

create procedure audit(relation regclass, resource text, named_by text, left_out text)
language plpgsql
set search_path from current
as $$
begin
  execute format(
    'create trigger audited after insert or update or delete on %s for each row execute function audit_definition(%L, %L, %L)',
    relation, resource, named_by, left_out);
end
$$;

call audit('shop', 'shop', 'key', 'resealed_at');
call audit('api_key', 'apiKey', 'public_id', 'hash,last_used_at');
call audit('shop_feature', 'feature', 'feature', 'requested_at,requested_by,decided_at,decided_by');
call audit('shop_origin', 'origin', 'origin', '');
call audit('attribute', 'attribute', 'key', '');
call audit('tag_group', 'tagGroup', 'key', '');
call audit('tag', 'tag', 'key', 'automatic');
call audit('tag_rule', 'tagRule', 'tag:tag_id', 'tag_id,rule_json,hash,status,reads_time,language_version,author,build_id');
call audit('segment', 'segment', 'key', 'status,reads_time,build_id');
call audit('segment_version', 'segmentVersion', 'segment:segment_id,number', 'segment_id,rule_json,hash,reads_time,language_version');
call audit('layer_set', 'layerSet', 'key', 'status,reads_time,build_id');
call audit('layer_set_version', 'layerSetVersion', 'layer_set:layer_set_id,number', 'layer_set_id,language_version');
call audit('level_program', 'levelProgram', 'key', 'status,reads_time,build_id');
call audit('level_program_version', 'levelProgramVersion', 'level_program:level_program_id,number', 'level_program_id,language_version');
call audit('points_settings', 'pointsSettings', 'shop:shop_id', '');
call audit('points_rule', 'pointsRule', 'key', '');
call audit('event_definition', 'eventDefinition', 'name', '');
call audit('webhook', 'webhook', 'public_id', 'public_id,secret,previous_secret');
call audit('trusted_document', 'trustedDocument', 'id', 'text');
call audit('token_key', 'tokenKey', 'id', 'public_key,private_key');
call audit('encryption_key', 'encryptionKey', 'purpose,key_id', 'proof,first_used_at');
call audit('erasure', 'erasure', 'id', 'customer_id,merged_ids,reason,requested_at,requested_by,row_counts,proof');
call audit('audience_export', 'audienceExport', 'id', 'segment_id,created_by,downloads,downloaded_at');

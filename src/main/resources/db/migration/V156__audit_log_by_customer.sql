-- Which entries of the audit log name a customer. Row-level security keeps PostgreSQL from using an index of the array.
create table audit_customer (
  shop_id int not null,
  customer_id uuid not null,
  entry_id uuid not null,
  primary key (shop_id, customer_id, entry_id)
) partition by range (entry_id);
call isolate_by_shop('audit_customer');
revoke all on audit_customer from kequn_app;
grant select on audit_customer to kequn_app;
create trigger audit_customer_stays before update or delete on audit_customer
  for each row execute function refuse_change_of_audit();
create trigger audit_customer_stays_whole before truncate on audit_customer
  for each statement execute function refuse_change_of_audit();

-- Its months are those of the log; the first ones take the bounds of theirs.
create table audit_customer_other partition of audit_customer default;
create procedure keep_audit_month(name text)
language plpgsql
set search_path from current
as $$
begin
  call isolate_by_shop(name::regclass);
  execute format('revoke all on %I from kequn_app', name);
  execute format(
    'create trigger %I before truncate on %I for each statement execute function refuse_change_of_audit()',
    name || '_stays_whole', name);
end
$$;
call keep_audit_month('audit_customer_other');
do $$
declare
  month record;
begin
  for month in
    select 'audit_customer_' || right(c.relname, 7) as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_entry'::regclass and c.relname ~ '^audit_\d{4}_\d\d$'
  loop
    execute format('create table %I partition of audit_customer %s', month.name, month.bounds);
    call keep_audit_month(month.name);
  end loop;
end
$$;

create function name_customers_of_audit() returns trigger
language plpgsql
set search_path from current
as $$
begin
  insert into audit_customer (shop_id, customer_id, entry_id)
  select distinct e.shop_id, named.id, e.id from entries e, unnest(e.customer_ids) named (id);
  return null;
end
$$;
create trigger audit_entry_names after insert on audit_entry
  referencing new table as entries for each statement execute function name_customers_of_audit();

-- Makes the months ahead of both tables, and takes off those that end before an instant; null: none. The answer names what
-- could not be done.
create or replace function keep_audit_months(ahead int, before timestamptz) returns setof text
language plpgsql security definer
set search_path from current
set lock_timeout = '2s'
as $$
declare
  first timestamp := date_trunc('month', clock_timestamp() at time zone 'UTC');
  month timestamp;
  relation text;
  name text;
begin
  if not pg_try_advisory_xact_lock(75317, 2) then
    return; -- another replica is at it
  end if;
  for i in 0..ahead loop
    month := first + make_interval(months => i);
    foreach relation in array array['audit_customer', 'audit_entry'] loop
      name := replace(relation, '_entry', '') || to_char(month, '_YYYY_MM');
      continue when to_regclass(name) is not null;
      begin
        execute format(
          'create table %I partition of %I for values from (%L) to (%L)',
          name,
          relation,
          lowest_uuid(month at time zone 'UTC'),
          lowest_uuid((month + interval '1 month') at time zone 'UTC'));
        call keep_audit_month(name);
      exception when others then
        return next name || ': ' || sqlerrm; -- what is of the month already stands in the other one, and stays there
      end;
    end loop;
  end loop;

  for relation, name in
    select i.inhparent::regclass::text, c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('audit_entry'::regclass, 'audit_customer'::regclass)
      and c.relname ~ '^audit_(customer_)?\d{4}_\d\d$'
      and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
    order by right(c.relname, 7), c.relname
  loop
    begin
      execute format('alter table %s detach partition %I', relation, name);
      execute format('drop table %I', name);
    exception when others then
      return next name || ': ' || sqlerrm;
    end;
  end loop;
end
$$;

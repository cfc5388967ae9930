-- Changes before this instant are no longer kept, so nothing can be told of the past before it; null: all are kept.
alter table feed_counter add column floor_at timestamptz;

-- Takes a month off the change log that ends before an instant, the oldest first, and what is as old among the others; the
-- shops' floors become the highest numbers of what goes. What is not numbered yet could still be missed by a reader, so
-- it stays: the answer names the shops whose changes have to be numbered before.
create function drop_old_changes(before timestamptz) returns setof int
language plpgsql security definer
set search_path from current
set lock_timeout = '1s'
as $$
declare
  old record;
  gone record;
  each int;
begin
  if not pg_try_advisory_xact_lock(75317, 1) then
    return; -- another replica is at it
  end if;
  select c.relname, (to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month') at time zone 'UTC' ends into old
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'change'::regclass and c.relname ~ '^change_\d{4}_\d\d$'
  order by c.relname limit 1;
  if old.ends <= before then
    -- The owner need not have BYPASSRLS, and the lock that this takes keeps writers away until the month is gone.
    execute format('alter table %I no force row level security', old.relname);
    return query execute format('select distinct shop_id from %I where number is null', old.relname);
    if found then
      execute format('alter table %I force row level security', old.relname);
    else
      for gone in execute format('select shop_id, max(number) last from %I group by shop_id', old.relname) loop
        perform set_config('app.shop', gone.shop_id::text, true);
        update feed_counter set floor = greatest(floor, gone.last), floor_at = greatest(floor_at, old.ends)
        where shop_id = gone.shop_id;
      end loop;
      execute format('alter table change detach partition %I', old.relname);
      execute format('drop table %I', old.relname);
    end if;
  end if;

  for each in select id from shop order by id loop
    perform set_config('app.shop', each::text, true);
    for gone in
      with removed as (
        delete from change_other where shop_id = each and at < before and number is not null returning number, at)
      select max(number) last, max(at) ends from removed having count(*) > 0
    loop
      update feed_counter set floor = greatest(floor, gone.last), floor_at = greatest(floor_at, gone.ends)
      where shop_id = each;
    end loop;
    if exists (select from change_other where shop_id = each and at < before) then
      return next each;
    end if;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
revoke execute on function drop_old_changes(timestamptz) from public;
grant execute on function drop_old_changes(timestamptz) to kequn_app;

insert into due (shop_id, kind, due_at) values (0, 'change-log', clock_timestamp());

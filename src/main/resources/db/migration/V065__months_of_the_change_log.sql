-- A test shop's clock may run months ahead, and an outage may outlast the months made ahead: such changes stand in
-- change_other, and their month could not be made beside them. Now they move into it. What keeps one month from being made
-- keeps no other: the answer names those that are missing.
drop function make_change_partitions(int);
create function make_change_partitions(months_ahead int) returns setof text
language plpgsql security definer
set search_path from current
set lock_timeout = '2s'
as $$
declare
  first date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
  begins timestamptz;
  ends timestamptz;
  name text;
begin
  if not pg_try_advisory_xact_lock(75317, 0) then
    return; -- another replica is at it
  end if;
  for i in 0..months_ahead loop
    begins := (first + make_interval(months => i)) at time zone 'UTC';
    ends := (first + make_interval(months => i + 1)) at time zone 'UTC';
    name := 'change_' || to_char(first + make_interval(months => i), 'YYYY_MM');
    continue when to_regclass(name) is not null;
    begin
      execute format('create table %I (like change including all)', name);
      -- The owner need not have BYPASSRLS, and nobody else sees the table until all of this has committed.
      alter table change_other no force row level security;
      execute format('insert into %I select * from change_other where at >= %L and at < %L', name, begins, ends);
      delete from change_other where at >= begins and at < ends;
      alter table change_other force row level security;
      execute format('alter table change attach partition %I for values from (%L) to (%L)', name, begins, ends);
      call isolate_by_shop(name::regclass);
    exception when others then
      return next name || ': ' || sqlerrm;
    end;
  end loop;
end
$$;
revoke execute on function make_change_partitions(int) from public;
grant execute on function make_change_partitions(int) to kequn_app;
select make_change_partitions(2);

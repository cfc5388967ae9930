-- Plans are made once and kept. Those of a table that was young then would be kept for the minute that autovacuum takes to
-- look at it, in which an import makes it a hundred times larger. A few thousand rows tell enough; autovacuum looks closer.
create function refresh_statistics() returns void
language plpgsql security definer
set search_path from current
set default_statistics_target = 20
as $$
declare
  grown regclass;
begin
  for grown in
    select oid from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and not relispartition
      and pg_stat_get_live_tuples(oid) > 1000 + 4 * reltuples
  loop
    execute format('analyze (skip_locked) %s', grown);
  end loop;
end
$$;
revoke execute on function refresh_statistics() from public;
grant execute on function refresh_statistics() to kequn_app;

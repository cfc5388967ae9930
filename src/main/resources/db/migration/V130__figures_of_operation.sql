-- The service in production only looks whether the database is at its version.
do $$
begin
  execute format('grant select on %I.flyway_schema_history to kequn_app', current_schema());
end
$$;

-- What monitoring asks of all shops, one row for each figure of a shop that is not nothing. Each shop's rows are seen under
-- its own setting, as everybody sees them; the caller's setting is local to its transaction. Counts end at 100,000, so that
-- a backlog does not make itself longer. The rules that a replica has compiled are compared with those in force.
create function operation_figures(known_shops int[], known_revisions bigint[])
returns table (figure text, label text, status text, n bigint, seconds double precision, done bigint, total bigint)
language plpgsql
set search_path from current
as $$
declare
  each record;
  now timestamptz := clock_timestamp();
begin
  for each in
    select s.id, k.revision
    from shop s left join unnest(known_shops, known_revisions) k (shop_id, revision) on k.shop_id = s.id
    where s.status = 'active' order by s.id
  loop
    perform set_config('app.shop', each.id::text, true);
    return query
      select 'changes', '', '', count(*), extract(epoch from now - min(c.recorded_at))::double precision, 0::bigint, 0::bigint
      from (select c.recorded_at from change c where c.shop_id = each.id and c.number is null order by c.id limit 100000) c
      having count(*) > 0;
    return query
      select 'jobs', j.kind, j.status, count(*), extract(epoch from now - min(j.created_at))::double precision,
        sum(least(j.done + j.failed, j.total))::bigint, sum(j.total)::bigint
      from job j where j.shop_id = each.id and j.status in ('queued', 'running') group by j.kind, j.status;
    return query
      select 'webhooks', '', case when w.enabled and p.disabled_reason is null then 'enabled' else 'disabled' end,
        count(*), 0::double precision,
        sum(greatest(f.last_number - p.position, 0)) filter (where w.enabled and p.disabled_reason is null)::bigint, 0::bigint
      from webhook w
      join webhook_progress p on p.shop_id = each.id and p.webhook_id = w.id
      join feed_counter f on f.shop_id = each.id
      where w.shop_id = each.id group by 3;
    return query
      select 'deliveries', '', '', count(*), extract(epoch from now - min(d.created_at))::double precision, 0::bigint, 0::bigint
      from (
        select d.created_at from webhook w
        join webhook_progress p on p.shop_id = each.id and p.webhook_id = w.id
        cross join lateral (
          select o.created_at from webhook_delivery o
          where o.shop_id = each.id and o.webhook_id = w.id and o.state in ('pending', 'waiting') limit 100000) d
        where w.shop_id = each.id and w.enabled and p.disabled_reason is null) d
      having count(*) > 0;
    if each.revision is not null then
      return query
        select 'rules', '', '', r.revision - each.revision, 0::double precision, 0::bigint, 0::bigint
        from shop_rules r where r.shop_id = each.id and r.revision > each.revision;
    end if;
  end loop;
end
$$;

-- Which entries of the change log a merger has written, and which its undoing, whatever requests call themselves: those of
-- the two customers from the first id that its transaction drew to the last. Both are locked meanwhile.
alter table customer_merge
  add column changes int8range,
  add column undone_changes int8range;

-- What was written so far, by its instant and request.
do $$
declare
  shop int;
begin
  for shop in select id from shop loop
    perform set_config('app.shop', shop::text, true);
    update customer_merge m set changes = told.changes, undone_changes = told.undone_changes
    from (
      select w.id,
        case when not bool_and(w.undoing) then
          int8range(min(h.id) filter (where not w.undoing), max(h.id) filter (where not w.undoing), '[]') end changes,
        case when bool_or(w.undoing) then
          int8range(min(h.id) filter (where w.undoing), max(h.id) filter (where w.undoing), '[]') end undone_changes
      from (
        select id, customer_id, merged_id, merged_at as at, cause, false undoing from customer_merge where shop_id = shop
        union all
        select id, customer_id, merged_id, undone_at, undone_cause, true from customer_merge
        where shop_id = shop and undone_at is not null
      ) w
      join change h on h.shop_id = shop and h.at = w.at and h.reason = 'merge' and h.customer_id in (w.customer_id, w.merged_id)
        and (w.cause is null or h.cause = w.cause)
      group by w.id
    ) told
    where m.shop_id = shop and m.id = told.id;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;

-- What the log has said before. By itself, since the migration that made the trigger keeps writers off until it ends.
do $$
declare
  shop int;
begin
  for shop in select id from shop loop
    perform set_config('app.shop', shop::text, true);
    insert into audit_customer (shop_id, customer_id, entry_id)
    select distinct e.shop_id, named.id, e.id from audit_entry e, unnest(e.customer_ids) named (id)
    where e.shop_id = shop
    on conflict do nothing;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;

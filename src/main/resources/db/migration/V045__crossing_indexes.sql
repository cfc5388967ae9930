-- By these the clock finds the customers of whom a moment has just been passed: shop and moment come first.
create index customer_by_last_seen on customer (shop_id, last_seen_at, id) where state = 0;
create index customer_by_first_order on customer (shop_id, first_order_date, id) where state = 0;
create index customer_by_birth_date on customer (shop_id, birth_date, id) where state = 0;
create index customer_attribute_history_by_time on customer_attribute_history (shop_id, attribute, until, customer_id);

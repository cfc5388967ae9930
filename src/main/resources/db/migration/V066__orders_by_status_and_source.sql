-- Pages of orders by status or source: in the order of time alone, what is rare or long ago is found after all others.
create index customer_order_by_status on customer_order (shop_id, status, placed_at, id);
create index customer_order_by_source on customer_order (shop_id, source, placed_at, id);

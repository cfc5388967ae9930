-- Finds those merged into a customer, when that one is merged further or deleted.
create index customer_by_survivor on customer (shop_id, merged_into) where merged_into is not null;
create index customer_by_recording on customer (shop_id, recorded_at, id) where state = 0;

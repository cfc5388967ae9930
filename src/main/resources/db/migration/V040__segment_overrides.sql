-- An override may end by itself.
alter table segment_override add column expires_at timestamptz;
create index segment_override_expiring on segment_override (shop_id, expires_at, customer_id) where expires_at is not null;

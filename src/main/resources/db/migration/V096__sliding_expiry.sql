-- Until when points last whose expiry activity puts off. It stands once for each customer, so that activity writes no lots.
alter table points_account add column slides_until timestamptz;

-- What the entry has put that off to, for questions about the past.
alter table points_entry add column slides_until timestamptz;

-- What slides is spent in the order of its own expiries as well, but where it stands among the others the account says.
drop index points_lot_free;
create index points_lot_fixed on points_lot (shop_id, customer_id, expires_at, earned_at, id) where remaining > held and not sliding;
create index points_lot_sliding on points_lot (shop_id, customer_id, expires_at, earned_at, id) where remaining > held and sliding;

-- What devices have sent of the tags that were given and taken on them, so that an operation that is sent again is
-- recognised. Only what was carried out is kept: what was refused may be sent again.
create table sync_operation (
  shop_id int not null,
  device text not null,
  operation text not null,                       -- the device's own id of it
  fingerprint bytea not null,                    -- of what it asked for
  customer_id uuid not null,
  tag text not null,                             -- its key
  status text not null,                          -- applied, unchanged, superseded
  cause text not null,                           -- the request, as in the change log
  made_at timestamptz not null,                  -- by the device's clock
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (shop_id, device, operation)
);
create index sync_operation_of_customer on sync_operation (shop_id, customer_id, tag);
create index sync_operation_recorded on sync_operation (shop_id, recorded_at);
call isolate_by_shop('sync_operation');

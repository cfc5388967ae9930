-- What was erased, when, and how much of it: no row tells anything of the person but the id, by which a restored backup
-- is erased anew.
create table erasure (
  shop_id int not null,
  id uuid not null,
  customer_id uuid not null,
  merged_ids uuid[] not null default '{}',        -- who had become that customer
  state text not null constraint erasure_state check (state in ('waiting', 'cancelled', 'done')),
  reason text,
  requested_at timestamptz not null,             -- by the shop's clock, as all instants here
  requested_by text not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  row_counts jsonb,                              -- by table
  proof text,                                    -- keyed digest of the receipt
  primary key (shop_id, id)
);
create unique index erasure_waiting on erasure (shop_id, customer_id) where state = 'waiting';
create index erasure_due on erasure (shop_id, due_at) where state = 'waiting';
call isolate_by_shop('erasure');

-- When the person will be erased, if nobody cancels it.
alter table customer add column erase_at timestamptz;

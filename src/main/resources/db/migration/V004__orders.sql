create table customer_order (
  shop_id int not null,
  id uuid not null,                              -- UUIDv7
  source text not null,
  external_id text not null,
  customer_id uuid not null,
  placed_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  version bigint not null default 1,
  total bigint not null,                         -- as sent, minor units
  refunded bigint not null default 0,
  amount bigint not null,                        -- total less refunds
  counts boolean not null,                       -- not cancelled, not test, not fully refunded
  status text not null,
  status_at timestamptz not null,
  channel text,
  store text,
  payment_method text,
  test boolean not null default false,
  content_hash bytea not null,                   -- of the order as sent: the same content again is a replay
  primary key (shop_id, id),
  constraint customer_order_external_id unique (shop_id, source, external_id)
);
create index customer_order_of_customer on customer_order (shop_id, customer_id, placed_at) include (amount, counts);
call isolate_by_shop('customer_order');

create table order_line (
  shop_id int not null,
  order_id uuid not null,
  line_number int not null,
  product_id text not null,
  name text,
  category text,
  brand text,
  tags text[] not null default '{}',
  quantity numeric not null,
  price bigint not null,                         -- of one, minor units
  amount bigint not null,                        -- of the line as sent
  refunded_quantity numeric not null default 0,
  refunded_amount bigint not null default 0,
  net_quantity numeric not null,
  net_amount bigint not null,
  counts boolean not null,                       -- the order counts and the line is not fully refunded
  primary key (shop_id, order_id, line_number)
);
call isolate_by_shop('order_line');

create table order_status_change (
  shop_id int not null,
  order_id uuid not null,
  id uuid not null,
  status text not null,                          -- placed, paid, shipped, delivered, completed, cancelled
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  source text,
  external_id text,                              -- of the payment or delivery
  payment_method text,
  amount bigint,
  carrier text,
  tracking_number text,
  reason text,
  cause text,
  primary key (shop_id, order_id, id)
);
create unique index order_status_change_external_id on order_status_change (shop_id, order_id, status, external_id) where external_id is not null;
call isolate_by_shop('order_status_change');

create table order_refund (
  shop_id int not null,
  id uuid not null,
  source text not null,
  external_id text not null,
  order_id uuid,                                 -- null: a refund of the customer that names no order
  customer_id uuid not null,
  amount bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  reason text,
  cause text,
  content_hash bytea not null,
  primary key (shop_id, id),
  constraint order_refund_external_id unique (shop_id, source, external_id)
);
create index order_refund_of_customer on order_refund (shop_id, customer_id, occurred_at) include (amount, order_id);
create index order_refund_of_order on order_refund (shop_id, order_id) where order_id is not null;
call isolate_by_shop('order_refund');

create table order_refund_line (
  shop_id int not null,
  refund_id uuid not null,
  line_number int not null,                      -- of the order's line
  quantity numeric not null,
  amount bigint not null,
  primary key (shop_id, refund_id, line_number)
);
call isolate_by_shop('order_refund_line');

-- What came before its order, in the form it was sent; applied when the order comes.
create table pending_order_update (
  shop_id int not null,
  id uuid not null,
  source text not null,
  external_id text not null,                     -- of the order
  kind text not null,                            -- refund, payment, delivery, cancellation
  update_id text not null,                       -- the update's own external id
  payload jsonb not null,
  content_hash bytea not null,
  recorded_at timestamptz not null default clock_timestamp(),
  cause text,
  primary key (shop_id, id),
  constraint pending_order_update_id unique (shop_id, source, external_id, kind, update_id)
);
call isolate_by_shop('pending_order_update');

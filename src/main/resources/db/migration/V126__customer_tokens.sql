-- Keys that sign customer tokens, the same on all replicas. The private halves are sealed; the public ones are published
-- until no token is left that they have signed.
create table token_key (
  id text primary key,
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null default clock_timestamp()
);

-- A customer whose tokens were ended: those of an earlier generation are void.
create table customer_token (
  shop_id int not null,
  customer_id uuid not null,
  generation int not null,
  ended_at timestamptz not null,
  primary key (shop_id, customer_id)
);
call isolate_by_shop('customer_token');

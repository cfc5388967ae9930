-- Who was merged into whom. Whoever is alive again since has `undone_at`.
create table customer_merge (
  shop_id int not null,
  id uuid not null,
  customer_id uuid not null,                     -- the survivor
  merged_id uuid not null,
  merged_at timestamptz not null,                -- by the shop's clock, as all instants but the last
  merged_by text not null,
  cause text not null,                           -- the request, as in the change log
  undoable_until timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (shop_id, id)
);
create index customer_merge_of_customer on customer_merge (shop_id, customer_id, merged_at);
create index customer_merge_of_merged on customer_merge (shop_id, merged_id, merged_at);
call isolate_by_shop('customer_merge');

-- What undoing a merger needs, written by the merger alone: keys of the rows that went over, rows as they were where the
-- merger changed more of them than their owner, and the profile of who was merged. Gone when it can't be undone any more.
create table customer_merge_part (
  shop_id int not null,
  merge_id uuid not null,
  part text not null,                            -- a table, with `.before` and `.after` where it is about the survivor
  rows jsonb,
  sealed bytea,                                  -- of the part `profile`: customer_merge.profile|shop|merger
  primary key (shop_id, merge_id, part)
);
call isolate_by_shop('customer_merge_part');

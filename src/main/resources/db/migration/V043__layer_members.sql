-- The layer of each customer in each layer set: one at most, since the layers of a set exclude each other.
create table layer_member (
  shop_id int not null,
  layer_set_id int not null,
  customer_id uuid not null,
  layer_id int not null,
  since timestamptz not null,
  primary key (shop_id, layer_set_id, customer_id)
);
create index layer_member_by_customer on layer_member (shop_id, customer_id, layer_set_id) include (layer_id);
create index layer_member_by_layer on layer_member (shop_id, layer_id, customer_id);
call isolate_by_shop('layer_member');

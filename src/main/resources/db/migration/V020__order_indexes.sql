-- Totals of a customer and the pages of a customer's orders come from this index alone.
drop index customer_order_of_customer;
create index customer_order_of_customer on customer_order (shop_id, customer_id, placed_at, id)
  include (amount, refunded, counts, test);

create index customer_order_by_time on customer_order (shop_id, placed_at, id);

-- A refund that waits for its order has its name already: whoever sends another one is told at once.
create index pending_order_update_refund on pending_order_update (shop_id, update_id) where kind = 'refund';

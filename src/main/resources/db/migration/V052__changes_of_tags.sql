-- Since when a customer has a tag or a layer and why, as of segments before.
drop index change_of_customer;
create index change_of_customer on change (shop_id, customer_id, subject, id) where kind in ('segment', 'tag', 'layer');

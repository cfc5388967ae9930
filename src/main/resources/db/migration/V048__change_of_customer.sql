-- Since when a customer is in a segment or out of it, and why: the last change of the two.
create index change_of_customer on change (shop_id, customer_id, subject, id) where kind = 'segment';

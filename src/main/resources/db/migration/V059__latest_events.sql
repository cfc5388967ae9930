-- The latest events of a name are read in order of instant and id; with the id in the index, no version of PostgreSQL sorts
-- all of a customer's events to show a page of them.
create index event_latest_of_customer on event (shop_id, customer_id, name, occurred_at, id);
drop index event_of_customer;
alter index event_latest_of_customer rename to event_of_customer;

-- Longitude and latitude in degrees, in the order of x and y.
alter table customer add location point
  constraint customer_location check (location[0] between -180 and 180 and location[1] between -90 and 90);
create index customer_by_latitude on customer (shop_id, (location[1])) where state = 0 and location is not null;

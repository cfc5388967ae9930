alter table job
  add column attempts int not null default 0,    -- failures in a row since the last step that went through
  add column next_at timestamptz not null default clock_timestamp(); -- not before; later after a transient failure

-- The members of a bulk command as of its start: whoever joins or leaves meanwhile changes nothing of what was ordered.
create table job_customer (
  shop_id int not null,
  job_id uuid not null,
  customer_id uuid not null,
  primary key (shop_id, job_id, customer_id)
);
call isolate_by_shop('job_customer');

-- Work for no shop in particular: partitions made ahead, and the shops' own housekeeping set going.
insert into due (shop_id, kind, due_at) values (0, 'housekeeping', clock_timestamp());

-- A tag that is being deleted is gone for everyone but the job that takes it from its customers.
alter table tag add column deleting boolean not null default false;

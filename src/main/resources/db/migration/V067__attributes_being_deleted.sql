-- An attribute that is being deleted is gone for everyone but the job that takes its values from the customers.
alter table attribute add column deleting boolean not null default false;

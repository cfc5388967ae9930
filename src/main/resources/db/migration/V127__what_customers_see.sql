-- Whether customers may see of themselves that they have it, or are in it.
alter table tag add column public boolean not null default false;
alter table segment add column public boolean not null default false;
alter table layer_set add column public boolean not null default false;

-- What a device's own operations gave is told from what others gave. The request's name alone does not do it: callers
-- may call all of their requests the same. At one instant only one transaction changes a customer.
alter table sync_operation add column changed_at timestamptz;   -- by the shop's clock, as in the change log; null: from before

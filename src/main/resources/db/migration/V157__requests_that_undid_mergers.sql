-- What a merger and its undoing have logged counts as never happened, for devices that saw neither.
alter table customer_merge
  add column undone_cause text,                  -- the request, as in the change log
  add column number bigint generated always as identity; -- the order of mergers, whatever the clock says

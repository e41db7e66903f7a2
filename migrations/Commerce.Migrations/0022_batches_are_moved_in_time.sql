-- A scheduled batch is moved to another time, or started before it.
alter table batch_events drop constraint batch_events_kind_check;
alter table batch_events add constraint batch_events_kind_check
  check (kind in ('started_on_schedule', 'paused', 'resumed', 'cancelled', 'front', 'back', 'retried', 'moved', 'started_early'));

-- Lanes take stores in turn: the due store whose last turn is longest ago comes first. A number and no time, so that turns
-- taken at the same moment on different clocks still have an order.
create sequence lane_turns;
grant usage on sequence lane_turns to ${app};
alter table store_directory add column turn bigint not null default 0;
-- How many rows of the store may be worked on at once in the whole cluster, set by the operator; null means as many as there are lanes.
alter table store_directory add column places integer check (places > 0);

-- The processes that run lanes, by their last sign of life.
create table workers (
  id text primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  lanes integer not null,
  busy integer not null,
  stores uuid[] not null default '{}'
);
grant select, insert, update, delete on workers to ${app};

-- How many rows may stand at a provider at once in the whole cluster, set by the operator; a provider without a row here has no limit.
create table provider_limits (
  provider text primary key,
  places integer not null check (places > 0)
);
-- Locked by who takes places, which PostgreSQL calls an update.
grant select, insert, update, delete on provider_limits to ${app};

-- Which rows stand in limited places. A place lapses when whoever took it shows no sign of life.
create table work_places (
  generation_id uuid primary key,
  store_id uuid not null,
  provider text not null,
  until timestamptz not null
);
create index work_places_by_provider on work_places (provider, until);
create index work_places_by_store on work_places (store_id, until);
grant select, insert, update, delete on work_places to ${app};

-- Whether a provider answers, shared by every process. The operator's data, so outside the wall.
create table provider_circuits (
  provider text primary key,
  failures integer not null default 0,
  opened_at timestamptz,
  probe_at timestamptz
);
grant select, insert, update on provider_circuits to ${app};

alter table batches drop constraint batches_state_check;
alter table batches add constraint batches_state_check
  check (state in ('scheduled', 'running', 'paused', 'cancelling', 'done', 'partial', 'failed', 'cancelled'));
alter table batches add column starts_at timestamptz;
alter table batches add column paused_at timestamptz;
alter table batches add column front boolean not null default false;
alter table batches add constraint scheduled_for_a_time check (state <> 'scheduled' or starts_at is not null);
create index batches_active on batches (store_id, state) where state in ('scheduled', 'running', 'paused', 'cancelling');

-- A random id that sorts by time, as the app makes its own (version 7), for rows that a statement makes by itself.
create function time_ordered_id(at timestamptz) returns uuid
language sql volatile parallel safe
return encode(
  set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
  'hex')::uuid;

-- Who did what to a batch, and when.
create table batch_events (
  store_id uuid not null,
  id uuid not null,
  batch_id uuid not null,
  kind text not null check (kind in ('started_on_schedule', 'paused', 'resumed', 'cancelled', 'front', 'back', 'retried')),
  detail text not null default '',
  person text not null,
  at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, batch_id) references batches (store_id, id) on delete cascade
);
create index batch_events_by_batch on batch_events (store_id, batch_id, id);
select protect('batch_events');

-- A failed row that is tried again lives once more: with a hold of its own and a settlement of its own.
alter table generations add column life integer not null default 1 check (life > 0);
alter table generations add column hold_id uuid;
alter table generations add column earlier_attempts integer not null default 0;
-- How often the answer to this attempt's submit was lost.
alter table generations add column doubts integer not null default 0;
alter table generations add foreign key (store_id, hold_id) references holds (store_id, id);
-- Rows that change several times a second find room on their own page.
alter table generations set (fillfactor = 70);
alter table balances set (fillfactor = 50);
alter table holds set (fillfactor = 50);
alter table store_directory set (fillfactor = 50);

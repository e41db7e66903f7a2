-- Keys a store brings along, sealed; without one the installation's own serves.
create table provider_keys (
  store_id uuid not null references stores (id) on delete cascade,
  vendor text not null,
  sealed bytea not null,
  key_id text not null,
  added_by text not null,
  added_at timestamptz not null,
  checked_at timestamptz,
  failure text not null default '',
  primary key (store_id, vendor)
);
select protect('provider_keys');

-- By what the store's orders to AI vendors are shared out.
create table routing_policies (
  store_id uuid primary key references stores (id) on delete cascade,
  image_goal text not null check (image_goal in ('balanced', 'cheapest', 'best', 'fastest')),
  video_goal text not null check (video_goal in ('balanced', 'cheapest', 'best', 'fastest')),
  changed_by text not null,
  changed_at timestamptz not null
);
select protect('routing_policies');

-- The most a store lets a vendor cost in a day (UTC), and what its days came to, in millionths of a US dollar.
create table provider_caps (
  store_id uuid not null references stores (id) on delete cascade,
  vendor text not null,
  day_micros bigint not null check (day_micros >= 0),
  primary key (store_id, vendor)
);
select protect('provider_caps');
create table provider_days (
  store_id uuid not null references stores (id) on delete cascade,
  vendor text not null,
  day date not null,
  micros bigint not null default 0,
  primary key (store_id, vendor, day)
);
select protect('provider_days');

-- To whom a row was given and why; the last choice, with those before it.
alter table generations add column route jsonb;
alter table assets add column cost_micros bigint;

-- What the operator knows better than the catalogue that ships. Outside the wall, as the rest of this file.
create table model_overrides (
  vendor text not null,
  model text not null,
  offered boolean not null default true,
  usd numeric check (usd > 0),
  quality integer check (quality between 1 and 5),
  speed integer check (speed between 1 and 5),
  until_day date,
  successor text,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (vendor, model)
);
grant select, insert, update, delete on model_overrides to ${app};

-- How a model did on a day, over all stores.
create table model_days (
  vendor text not null,
  model text not null,
  day date not null,
  done bigint not null default 0,
  failed bigint not null default 0,
  seconds double precision not null default 0,
  micros bigint not null default 0,
  credits bigint not null default 0,
  last_error text,
  last_error_at timestamptz,
  primary key (vendor, model, day)
);
grant select, insert, update, delete on model_days to ${app};

-- When a vendor takes the next order of a key, as its own limit allows: one row for all processes.
create table provider_rates (
  name text primary key,
  next_at timestamptz not null
);
grant select, insert, update, delete on provider_rates to ${app};

-- Deliveries of vendors that were believed: a copy of one has no second effect, and the task that one names is found even
-- when it came while its row was being worked on.
create table provider_callbacks (
  store_id uuid not null references stores (id) on delete cascade,
  vendor text not null,
  replay_key text not null,
  generation_id uuid not null,
  attempt integer not null,
  task_id text,
  received_at timestamptz not null,
  primary key (store_id, vendor, replay_key),
  foreign key (store_id, generation_id) references generations (store_id, id) on delete cascade
);
create index provider_callbacks_by_generation on provider_callbacks (store_id, generation_id, attempt);
select protect('provider_callbacks');

-- What an order costs when a vendor makes it, whoever it is; a model may have a price of its own.
insert into prices (action, model, credits) values ('image', 'ai', 4), ('video', 'ai', 40);
grant insert on prices to ${app};

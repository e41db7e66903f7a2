-- Who did what a person did: an operator's adjustment. Null for what the program did by its own rules.
alter table entries add column actor text;

-- The most a batch may ever cost, as its owner agreed to. Later holds of the batch obey the first one's cap.
alter table holds add column cap bigint check (cap >= 0);
create index holds_by_batch on holds (store_id, batch_id);
create index holds_latest on holds (store_id, created_at);

-- What an owner decided about spending. No row, or null in a column: the rule of the house applies.
create table credit_settings (
  store_id uuid primary key references stores (id) on delete cascade,
  daily_budget bigint check (daily_budget > 0),
  warn_below bigint check (warn_below > 0),
  changed_by text not null,
  changed_at timestamptz not null
);
select protect('credit_settings');

-- One row each time a balance fell below its threshold, open until it is above again.
create table balance_warnings (
  store_id uuid not null references stores (id) on delete cascade,
  id uuid not null,
  available bigint not null,
  threshold bigint not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  hidden_at timestamptz,
  primary key (store_id, id)
);
create unique index balance_warnings_one_open on balance_warnings (store_id) where cleared_at is null;
select protect('balance_warnings');

-- What the last check of a ledger found, and the sums of the lines that were old enough then to be complete.
create table ledger_checkpoints (
  store_id uuid primary key references stores (id) on delete cascade,
  checked_at timestamptz not null,
  full_at timestamptz not null,
  available bigint not null,
  held bigint not null,
  faults integer not null,
  settled_until timestamptz not null,
  settled_available bigint not null,
  settled_held bigint not null
);
select protect('ledger_checkpoints');

-- An operator changes prices; rows that were accepted keep the price they were accepted at.
grant update (credits) on prices to ${app};
create table price_changes (
  id uuid primary key,
  action text not null,
  model text not null,
  credits_before integer not null check (credits_before >= 0),
  credits_after integer not null check (credits_after >= 0),
  changed_by text not null,
  changed_at timestamptz not null,
  foreign key (action, model) references prices (action, model),
  constraint price_changes_change check (credits_before <> credits_after)
);
create index price_changes_latest on price_changes (changed_at desc, id desc);
create trigger price_changes_are_append_only before update or delete on price_changes for each row execute function refuse_change();
grant select, insert on price_changes to ${app};

-- What an operator has to look at. Outside the wall: a code and whom it is about, never a figure of a store.
create table alerts (
  id uuid primary key,
  code text not null,
  subject text not null,
  times integer not null default 1,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  resolved_at timestamptz
);
create unique index alerts_one_open on alerts (code, subject) where resolved_at is null;
create index alerts_latest on alerts (first_seen desc, id desc);
grant select, insert, update, delete on alerts to ${app};

-- What ended lately: for the health of providers and for measured rates.
create index generations_ended on generations (store_id, ended_at desc) where ended_at is not null;

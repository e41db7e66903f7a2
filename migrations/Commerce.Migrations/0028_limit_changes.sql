-- Who changed how many rows of a provider or a store may be worked on at once. Outside the wall: the operator's own acts.
-- What names a shop goes when the shop is erased.
create table limit_changes (
  id uuid primary key,
  provider text,
  shop text,
  places_before integer check (places_before > 0),
  places_after integer check (places_after > 0),
  changed_by text not null,
  changed_at timestamptz not null,
  constraint limit_changes_subject check ((provider is null) <> (shop is null)),
  constraint limit_changes_change check (places_before is distinct from places_after)
);
create index limit_changes_latest on limit_changes (changed_at desc, id desc);
create trigger limit_changes_are_append_only before update on limit_changes for each row execute function refuse_change();
grant select, insert, delete on limit_changes to ${app};

-- Where the words spoken in a video are kept.
alter table assets add column captions_key text;

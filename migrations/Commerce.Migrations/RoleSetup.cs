using System.Text.RegularExpressions;
using Npgsql;

namespace Commerce.Migrations;

/// <summary>Creates the roles and what they may touch. Idempotent; runs before the scripts under the same lock.</summary>
internal static partial class RoleSetup
{
    private const int Attempts = 10;

    // Membership's SET option came with PostgreSQL 16; before it, membership alone decides.
    private const int SetOptionSince = 16;

    private static readonly string[] LostRace = ["23505", "42710", "XX000"];

    public static async Task ApplyAsync(NpgsqlConnection connection, DatabaseRoles roles, CancellationToken cancellationToken)
    {
        if (!PrefixPattern().IsMatch(roles.Prefix))
        {
            throw new ArgumentException($"The role prefix '{roles.Prefix}' must be lower-case letters, digits and underscores, at most 40.", nameof(roles));
        }

        var sql = $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{roles.Owner}') then create role {roles.Owner} nologin nobypassrls; end if;
              if not exists (select from pg_roles where rolname = '{roles.App}') then create role {roles.App} nologin nobypassrls; end if;
              if not exists (select from pg_roles where rolname = '{roles.Jobs}') then create role {roles.Jobs} nologin nobypassrls; end if;
              if not pg_has_role(current_user, '{roles.Owner}', 'set') then grant {roles.Owner} to current_user with set true; end if;
              if not pg_has_role(current_user, '{roles.Jobs}', 'set') then grant {roles.Jobs} to current_user with set true; end if;
            end $$;
            alter role {roles.App} login password {Literal(roles.AppPassword)};
            alter role {roles.Jobs} login password {Literal(roles.JobsPassword)};
            do $$ begin
              execute format('revoke all on database %I from public', current_database());
              execute format('grant connect, temporary on database %I to {roles.Owner}, {roles.App}, {roles.Jobs}', current_database());
              execute format('grant create on database %I to {roles.Owner}', current_database());
            end $$;
            revoke all on schema public from public;
            grant usage, create on schema public to {roles.Owner};
            grant usage on schema public to {roles.App};
            create schema if not exists jobs;
            grant usage, create on schema jobs to {roles.Jobs};
            """;
        if (connection.PostgreSqlVersion.Major < SetOptionSince)
        {
            sql = sql.Replace(", 'set')", ", 'member')", StringComparison.Ordinal).Replace(" with set true", string.Empty, StringComparison.Ordinal);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (PostgresException error) when (attempt < Attempts && LostRace.Contains(error.SqlState))
            {
                // Roles belong to the server while the migration lock belongs to one database: a neighbour was faster, look again.
            }
        }
    }

    private static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}$")]
    private static partial Regex PrefixPattern();
}

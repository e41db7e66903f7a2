using Commerce.Migrations;
using Npgsql;

namespace Commerce.Workbench.Postgres;

/// <summary>The connection strings of one database: the owner's as given, and those of the two roles that log in.</summary>
public sealed record DatabaseConnections
{
    public DatabaseConnections(string owner, DatabaseRoles roles)
    {
        Owner = owner;
        App = As(owner, roles.App, roles.AppPassword);
        Jobs = As(owner, roles.Jobs, roles.JobsPassword);
    }

    public string Owner { get; }
    public string App { get; }
    public string Jobs { get; }

    private static string As(string owner, string role, string password) =>
        new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = password }.ConnectionString;
}

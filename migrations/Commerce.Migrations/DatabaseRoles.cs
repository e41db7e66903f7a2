namespace Commerce.Migrations;

/// <summary>The three database roles of one installation, named by a prefix because roles belong to the whole server.</summary>
/// <param name="Prefix">Lower-case letters, digits and underscores; gives <c>{Prefix}_owner</c>, <c>{Prefix}_app</c>, <c>{Prefix}_jobs</c>.</param>
/// <param name="AppPassword">Login password of the role that pages and jobs use; it cannot pass row-level security.</param>
/// <param name="JobsPassword">Login password of the role that owns the job engine's schema and nothing else.</param>
public sealed record DatabaseRoles(string Prefix, string AppPassword, string JobsPassword)
{
    public string Owner => $"{Prefix}_owner";

    public string App => $"{Prefix}_app";

    public string Jobs => $"{Prefix}_jobs";
}

namespace Commerce.Web;

/// <summary>What this process is for.</summary>
/// <param name="Serves">Answers requests for pages.</param>
/// <param name="Works">Runs background jobs.</param>
internal sealed record Role(bool Serves, bool Works)
{
    /// <exception cref="InvalidOperationException">The role is not one of web and worker.</exception>
    public static Role Of(IConfiguration configuration) => configuration["role"] switch
    {
        null or "" => new Role(Serves: true, Works: true),
        "web" => new Role(Serves: true, Works: false),
        "worker" => new Role(Serves: false, Works: true),
        var other => throw new InvalidOperationException($"--role is web or worker, not '{other}'."),
    };
}

using Commerce.Migrations;

var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Commerce");
var appPassword = Environment.GetEnvironmentVariable("COMMERCE_APP_PASSWORD");
var jobsPassword = Environment.GetEnvironmentVariable("COMMERCE_JOBS_PASSWORD");
if (connectionString is null || appPassword is null || jobsPassword is null)
{
    Console.Error.WriteLine("Set ConnectionStrings__Commerce, COMMERCE_APP_PASSWORD and COMMERCE_JOBS_PASSWORD.");
    return 2;
}

var prefix = Environment.GetEnvironmentVariable("COMMERCE_ROLE_PREFIX") ?? "commerce";
var report = await Migrator.ApplyAsync(connectionString, new DatabaseRoles(prefix, appPassword, jobsPassword), CancellationToken.None);
Console.WriteLine(report.Applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", report.Applied)}.");
return 0;

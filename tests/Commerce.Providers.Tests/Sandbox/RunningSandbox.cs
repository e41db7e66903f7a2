namespace Commerce.Providers.Tests.Sandbox;

/// <summary>One sandbox for all tests here.</summary>
[SetUpFixture]
internal sealed class RunningSandbox
{
    public static VendorSandbox Vendors { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Vendors = await VendorSandbox.StartAsync();

    [OneTimeTearDown]
    public void Stop() => Vendors?.Dispose();
}

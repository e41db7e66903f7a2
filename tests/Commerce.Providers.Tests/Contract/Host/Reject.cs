using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>Runs what must fail.</summary>
internal static class Reject
{
    public static async Task<VendorFailure> FailureAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (VendorException error)
        {
            return error.Failure;
        }
        throw new AssertionException("It did not fail.");
    }
}

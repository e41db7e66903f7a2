using System.Security.Cryptography;
using System.Text;

namespace Commerce.Batches;

/// <summary>
/// Names a result before it is made: same source, recipe, model and copy, same hash, and the same seed, which is taken from it.
/// A result of one hash is bought once.
/// </summary>
public static class RequestHash
{
    /// <param name="model">The model with its version.</param>
    /// <param name="copy">Number among the results asked for with everything else equal; each has a seed of its own.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(PlannedRow row, string model, RecipeContent content, int copy) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{row.SourceImageId}|{row.Style}|{row.Width}x{row.Height}|{model}|{content.Prompt}|{content.UseBrand}|{content.BrandVersion}|{copy}")));

    /// <summary>The seed that goes with a hash.</summary>
    public static long Seed(string hash) => Convert.ToInt64(hash[..15], 16);
}

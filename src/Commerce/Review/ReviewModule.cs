using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Review;

public static class ReviewModule
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services.AddScoped<Reviewing>().AddScoped<GiveBacks>().AddScoped<Ratings>();
}

namespace Commerce.Web.Operators;

public static class OperatorsModule
{
    /// <summary>The pages of those who run the installation, and who they are: settings under <c>Operators</c>.</summary>
    public static IServiceCollection AddOperators(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section);
        return services;
    }
}

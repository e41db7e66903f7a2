using System.Reflection;
using Quartz;

namespace Commerce.Tests.Infrastructure;

/// <summary>What the job engine hands to a store's job: its store.</summary>
public class Firing : DispatchProxy
{
    private readonly JobDataMap data = [];

    public static IJobExecutionContext Of(Guid storeId)
    {
        var context = Create<IJobExecutionContext, Firing>();
        ((Firing)(object)context).data["store"] = storeId.ToString();
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_MergedJobDataMap" => data,
        "get_FireInstanceId" => "firing",
        var other => throw new NotSupportedException(other),
    };
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Operators;

/// <summary>For everybody but operators this page does not exist.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperatorsOnlyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (!context.HttpContext.RequestServices.GetRequiredService<IOptions<OperatorOptions>>().Value.Include(context.HttpContext.User))
        {
            context.Result = new NotFoundResult();
        }
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Commerce.Web.Face;

/// <summary>Draws a partial to a string, for server-sent events and streams.</summary>
public sealed class Fragments(IRazorViewEngine views, ITempDataDictionaryFactory tempData, IModelMetadataProvider metadata)
{
    /// <summary>Draws the partial at an app-relative path such as <c>/Pages/Batches/_Progress.cshtml</c>.</summary>
    public async Task<string> DrawAsync<TModel>(HttpContext context, string path, TModel model)
    {
        var found = views.GetView(null, path, isMainPage: false);
        found.EnsureSuccessful(null);
        var action = new ActionContext(context, context.GetRouteData(), new ActionDescriptor());
        var data = new ViewDataDictionary<TModel>(metadata, new ModelStateDictionary()) { Model = model };
        await using var writer = new StringWriter();
        var view = new ViewContext(action, found.View!, data, tempData.GetTempData(context), writer, new HtmlHelperOptions());
        await found.View!.RenderAsync(view);
        return writer.ToString();
    }
}

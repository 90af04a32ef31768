using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using NCrontab;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The functions' attributes, which the official packages check only when the host starts.</summary>
public sealed partial class FunctionTests
{
    private static readonly Type[] s_triggers =
        [typeof(ActivityTriggerAttribute), typeof(BlobTriggerAttribute), typeof(HttpTriggerAttribute), typeof(OrchestrationTriggerAttribute), typeof(ServiceBusTriggerAttribute), typeof(TimerTriggerAttribute)];

    private static readonly string[] s_verbs = ["get", "post", "put", "delete", "patch", "head", "options"];

    [Fact]
    public void Names_AreLegal_AndNoneIsTwice()
    {
        var names = AppFunctions.All.Select(function => function.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches(FunctionName(), name));
    }

    [Fact]
    public void Functions_HaveOneTrigger() => Assert.All(AppFunctions.All, function => Assert.Equal(
        1, function.Method.GetParameters().Count(parameter => parameter.GetCustomAttributes(false).Any(attribute => s_triggers.Contains(attribute.GetType())))));

    [Fact]
    public void Functions_ArePublicMethods_OfPublicTypes() => Assert.All(AppFunctions.All, function =>
    {
        Assert.True(function.Method.IsPublic && function.Method.DeclaringType!.IsPublic, function.Name);
        Assert.False(function.Method.IsGenericMethod, function.Name);
        Assert.False(function.Method.ReturnType == typeof(void) && function.Method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute), false), function.Name);
    });

    [Fact]
    public void Orchestrators_TakeTheirContext_AndAreStatic()
    {
        var orchestrators = AppFunctions.All.Where(function => function.Method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute), false))).ToList();

        Assert.NotEmpty(orchestrators);
        Assert.All(orchestrators, function =>
        {
            Assert.Equal(typeof(TaskOrchestrationContext), function.Method.GetParameters()[0].ParameterType);
            Assert.True(function.Method.IsStatic, function.Name);
        });
    }

    [Fact]
    public void Routes_AreLegal_AndNoneIsTwice()
    {
        var routes = AppFunctions.With<HttpTriggerAttribute>().SelectMany(found => found.Trigger.Methods!, (found, verb) => (Verb: verb, Route: found.Trigger.Route!)).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains(route.Verb, s_verbs));
        Assert.All(routes, route => Assert.DoesNotMatch(ReservedRoute(), route.Route));
        Assert.Equal(routes.Count, routes.Select(route => $"{route.Verb} {Placeholder().Replace(route.Route, "{}")}").Distinct().Count());
    }

    [Fact]
    public void Placeholders_OfRoutes_AreParameters() => Assert.All(
        AppFunctions.All.Select(function => (function.Method, Trigger: function.Method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes(false)).OfType<HttpTriggerAttribute>().SingleOrDefault()))
            .Where(function => function.Trigger is not null),
        function => Assert.Subset(
            function.Method.GetParameters().Select(parameter => parameter.Name!).ToHashSet(),
            Placeholder().Matches(function.Trigger!.Route!).Select(match => match.Groups[1].Value).ToHashSet()));

    [Fact]
    public void Schedules_HaveSixFields() => Assert.All(AppFunctions.With<TimerTriggerAttribute>(), found =>
        Assert.NotNull(CrontabSchedule.TryParse(found.Trigger.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })));

    [Fact]
    public void BlobPaths_StartWithAContainer() => Assert.All(AppFunctions.With<BlobTriggerAttribute>(), found => Assert.Matches(BlobPath(), found.Trigger.BlobPath));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex FunctionName();

    [GeneratedRegex("^(/|api/|admin(/|$)|runtime(/|$))")]
    private static partial Regex ReservedRoute();

    [GeneratedRegex(@"\{\*?([a-zA-Z0-9]+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[a-z0-9](-?[a-z0-9])+/.+$")]
    private static partial Regex BlobPath();
}

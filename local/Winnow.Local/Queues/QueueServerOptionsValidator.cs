using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Winnow.Local.Queues;

/// <summary>Finds every wrong setting of the endpoint.</summary>
internal sealed partial class QueueServerOptionsValidator : IValidateOptions<QueueServerOptions>
{
    private const int MaxName = 260;
    private const int MaxSubscription = 50;

    public ValidateOptionsResult Validate(string? name, QueueServerOptions options)
    {
        var problems = new List<string>();
        Check(options, QueueServerOptions.SectionName, problems);
        foreach (var (queue, settings) in options.Queues)
        {
            CheckName(queue, MaxName, $"{QueueServerOptions.SectionName}:Queues", problems);
            Check(settings, $"{QueueServerOptions.SectionName}:Queues:{queue}", problems);
        }

        foreach (var (topic, settings) in options.Topics)
        {
            CheckTopic(topic, settings, problems);
            if (options.Queues.ContainsKey(topic))
            {
                problems.Add($"{QueueServerOptions.SectionName}: '{topic}' is both a queue and a topic; rename one.");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckTopic(string topic, TopicOptions settings, List<string> problems)
    {
        var section = $"{QueueServerOptions.SectionName}:Topics";
        CheckName(topic, MaxName, section, problems);
        Check(settings, $"{section}:{topic}", problems);
        foreach (var (subscription, subscriptionSettings) in settings.Subscriptions)
        {
            CheckName(subscription, MaxSubscription, $"{section}:{topic}:Subscriptions", problems);
            Check(subscriptionSettings, $"{section}:{topic}:Subscriptions:{subscription}", problems);
        }
    }

    private static void Check(object settings, string section, List<string> problems)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        problems.AddRange(results.Select(result => $"{section}: {result.ErrorMessage}"));
    }

    private static void CheckName(string name, int maxLength, string section, List<string> problems)
    {
        if (!Name.IsMatch(name) || name.Length > maxLength || name.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{section}: '{name}' is no name: use up to {maxLength} letters, digits, '.', '-', '_' and, between others, '/'.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$")]
    private static partial Regex Name { get; }
}
